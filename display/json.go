package display

import (
	"errors"
	"reflect"
	"strings"

	"github.com/gonabla/nabla/display/wire"
)

const (
	jsonData     = "application/json"
	vegaChart    = "application/vnd.vega.v5+json"
	vegaLite     = "application/vnd.vegalite.v5+json"
	vegaLiteName = "https://vega.github.io/schema/vega-lite/v5.json"
)

// maxJSONLines is how many lines of JSON stand in the text form.
const maxJSONLines = 200

// JSON shows a value as JSON, which JupyterLab draws as a tree that can be
// opened and searched. A string or []byte is taken to be JSON already; any
// other value is written as package encoding/json would, except that numbers
// that JSON does not have, NaN and the infinities, become null, and that a
// matrix is the list of its rows.
func JSON(v any) *Handle { return show(jsonBundle(v)) }

// jsonBundle gives a value as JSON, or says why it has no such form.
func jsonBundle(v any) *wire.Bundle {
	text, err := jsonOf(v)
	if err != nil {
		return textBundle(Text(v) + "\n(it cannot be shown as JSON: " + err.Error() + ")")
	}
	b := textBundle(firstLines(layOutJSON(text, ""), maxJSONLines))
	b.Data[jsonData] = []byte(text)
	return b
}

// Vega shows a chart that a Vega-Lite specification describes: a string or
// []byte of JSON, or any value to be written as JSON, such as nested maps.
// JupyterLab draws it without a network. The optional text says what is to be
// seen, to those who cannot see it; without it the description or the title
// within the specification does.
//
// A specification whose $schema is that of Vega itself is shown as such; one
// that has none is taken for Vega-Lite 5.
func Vega(spec any, alt ...string) *Handle { return show(vegaBundle(spec, alt)) }

// vegaBundle gives a chart, or says why there is none.
func vegaBundle(spec any, alt []string) *wire.Bundle {
	text, err := jsonOf(spec)
	var members map[string]string
	if err == nil {
		members, err = jsonMembers(text)
	}
	if err != nil {
		return textBundle(Text(spec) + "\n(it is no specification of a chart: " + err.Error() + ")")
	}
	description := strings.Join(alt, " ")
	if description == "" {
		description = chartDescription(members)
	}
	if members["description"] == "" {
		text = withMember(text, "description", description, len(members) > 0)
	}
	schema := members["$schema"]
	if schema == "" {
		text = withMember(text, "$schema", vegaLiteName, true)
	}
	mime := vegaLite
	if strings.Contains(schema, "/schema/vega/") {
		mime = vegaChart
	}
	b := textBundle(description)
	b.Data[mime] = []byte(text)
	return b
}

// chartDescription says what a chart shows, from what its specification tells.
func chartDescription(members map[string]string) string {
	for _, name := range []string{"description", "title"} {
		if text, ok := unquoteJSON(members[name]); ok && text != "" {
			return text
		}
	}
	return "chart (Vega-Lite)"
}

// withMember puts a member before the others of an object.
func withMember(object, name, value string, others bool) string {
	_, rest, _ := strings.Cut(object, "{")
	separator := ""
	if others {
		separator = ", "
	}
	return "{" + jsonString(name) + ": " + jsonString(value) + separator + strings.TrimSpace(rest)
}

// jsonOf gives the JSON of a value; a text is checked.
func jsonOf(v any) (string, error) {
	r := reflect.ValueOf(v)
	text, isText := "", false
	if r.IsValid() && r.Kind() == reflect.String {
		text, isText = r.String(), true
	}
	if r.IsValid() && r.Kind() == reflect.Slice && r.Type().Elem().Kind() == reflect.Uint8 {
		text, isText = string(r.Bytes()), true
	}
	if isText {
		return text, validJSON(text)
	}
	var err error
	text, problem := attempt(func() string {
		w := jsonWriter{}
		err = w.value(r)
		return w.out.String()
	})
	if problem != "" {
		err = errors.New("a method of it panicked: " + problem)
	}
	return text, err
}

// firstLines cuts a text after so many lines, and counts the others; text in
// lines that are very long is cut, too.
func firstLines(text string, n int) string {
	if end := cutAt(text, readableSize.text); end < len(text) {
		text = text[:end] + moreBytes(len(text)-end)
	}
	lines := strings.SplitN(text, "\n", n+1)
	if len(lines) <= n {
		return text
	}
	return strings.Join(lines[:n], "\n") + "\n… " + counted(strings.Count(lines[n], "\n")+1, "more line")
}

// layOutJSON sets valid JSON for readers: what is short on one line, and other
// objects and lists with an element on each.
func layOutJSON(text, indent string) string {
	text = strings.TrimSpace(text)
	if text == "" || text[0] != '{' && text[0] != '[' {
		return text
	}
	open, end := text[:1], text[len(text)-1]
	r := jsonReader{text: text}
	var elements []string
	length := 0
	r.list(end, func() error {
		r.space()
		start, label := r.at, ""
		if end == '}' {
			r.quoted()
			label = text[start:r.at] + ": "
			r.space()
			r.at++ // the colon
			start = r.at
		}
		r.value(nil)
		element := label + layOutJSON(text[start:r.at], indent+"  ")
		elements = append(elements, element)
		length += len(element) + len(", ")
		return nil
	})
	line := open + strings.Join(elements, ", ") + string(end)
	if length < lineWidth-len(indent) && !strings.Contains(line, "\n") {
		return line
	}
	separator := ",\n  " + indent
	return open + "\n  " + indent + strings.Join(elements, separator) + "\n" + indent + string(end)
}
