package page

import (
	"embed"
	"encoding/base64"
	"regexp"
	"strings"
	"sync"
)

// KaTeX typesets formulas in the browser. These are files of version 0.19.1 of
// its npm package, unchanged, with its licence; of the fonts the WOFF2 files.
//
//go:embed katex/LICENSE katex/katex.min.js katex/katex.min.css katex/auto-render.min.js katex/fonts/*.woff2
var katexFiles embed.FS

func katexFile(name string) string {
	text, err := katexFiles.ReadFile("katex/" + name)
	if err != nil {
		panic(err) // it is embedded
	}
	return string(text)
}

var (
	fontSource = regexp.MustCompile(`src:url\((fonts/[\w-]+\.woff2)\) format\("woff2"\)[^}]*`)
	endScript  = regexp.MustCompile(`(?i)</script`)
)

// katexStyle is KaTeX's style sheet with its fonts in it.
var katexStyle = sync.OnceValue(func() string {
	return fontSource.ReplaceAllStringFunc(katexFile("katex.min.css"), func(source string) string {
		font := katexFile(fontSource.FindStringSubmatch(source)[1])
		return "src:url(data:font/woff2;base64," + base64.StdEncoding.EncodeToString([]byte(font)) + `) format("woff2")`
	})
})

// katexScript is what defines katex and renderMathInElement. The licence goes
// wherever KaTeX goes.
var katexScript = sync.OnceValue(func() string {
	licence := "/* KaTeX\n" + katexFile("LICENSE") + "*/"
	script := strings.Join([]string{licence, katexFile("katex.min.js"), katexFile("auto-render.min.js")}, "\n")
	return endScript.ReplaceAllString(script, `<\/script`)
})
