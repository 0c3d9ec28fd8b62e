package page

import (
	"bytes"
	"encoding/base64"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A cleaner makes HTML of the notebook a part of the page: whole, with its
// images inline, and, unless it is trusted, without anything active. It keeps
// what JupyterLab keeps of an untrusted notebook.
type cleaner struct {
	trusted bool
	images  *images
}

// clean returns source as it goes into the page. It is parsed as a browser
// would and written anew, so that no element stays open, and nothing is read
// otherwise than it was checked.
func (c cleaner) clean(source string) string {
	parent := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(source), parent)
	if err != nil {
		return html.EscapeString(source)
	}
	for _, n := range nodes {
		parent.AppendChild(n)
	}
	c.children(parent)
	var b bytes.Buffer
	for n := range parent.ChildNodes() {
		if html.Render(&b, n) != nil {
			return html.EscapeString(source)
		}
	}
	return b.String()
}

// children cleans what is in parent.
func (c cleaner) children(parent *html.Node) {
	for n := parent.FirstChild; n != nil; {
		next := n.NextSibling
		switch {
		case n.Type == html.ElementNode && n.DataAtom == atom.Img && n.Namespace == "":
			c.image(n)
		case c.trusted:
			c.children(n)
		case n.Type == html.ElementNode && n.DataAtom == atom.Svg:
			replace(n, drawing(n))
		case n.Type == html.ElementNode && slices.Contains(allowedElements, n.Data) && n.Namespace == "":
			c.attributes(n)
			c.children(n)
		case n.Type == html.ElementNode && !slices.Contains(hiddenElements, n.Data) && n.Namespace == "":
			// Nothing is known of the element, but its content can be shown.
			if n.FirstChild != nil {
				next = n.FirstChild
			}
			for n.FirstChild != nil {
				child := n.FirstChild
				n.RemoveChild(child)
				parent.InsertBefore(child, n)
			}
			parent.RemoveChild(n)
		case n.Type != html.TextNode:
			parent.RemoveChild(n)
		}
		n = next
	}
}

// allowedElements are those that show something and do nothing.
var allowedElements = strings.Fields(`a abbr address article aside b bdi bdo big blockquote br caption center cite code col
colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i input ins kbd li main
mark meter nav ol p pre progress q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot
th thead time tr tt u ul var wbr`)

// hiddenElements are those whose content is not text for a reader.
var hiddenElements = strings.Fields(`applet audio base embed frame frameset head iframe link math meta noembed noframes
noscript object plaintext script select style svg template textarea title video xmp`)

var allowedAttributes = strings.Fields(`align alt aria-hidden aria-label border cellpadding cellspacing char cite class color
colspan datetime dir headers height high href id lang low max min name open optimum reversed role rowspan scope size span
start title type valign value width`)

// attributes removes from an element what it may not say.
func (c cleaner) attributes(n *html.Node) {
	if n.DataAtom == atom.Input { // only the boxes of task lists
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key != "checked" })
		n.Attr = append(n.Attr, html.Attribute{Key: "type", Val: "checkbox"}, html.Attribute{Key: "disabled"})
		return
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		switch {
		case a.Namespace != "":
			return true
		case a.Key == "style":
			return false
		case a.Key == "href":
			return !isLink(a.Val)
		}
		return !slices.Contains(allowedAttributes, a.Key)
	})
	for i, a := range n.Attr {
		if a.Key == "style" {
			n.Attr[i].Val = cleanStyle(a.Val)
		}
	}
}

// isLink says that a link leads somewhere and runs nothing.
func isLink(address string) bool {
	u, err := url.Parse(strings.TrimSpace(address))
	return err == nil && slices.Contains([]string{"", "http", "https", "mailto"}, strings.ToLower(u.Scheme))
}

var allowedStyles = strings.Fields(`background background-color border border-bottom border-collapse border-color
border-left border-radius border-right border-spacing border-style border-top border-width clear color column-gap display
flex flex-direction flex-wrap float font font-family font-size font-style font-variant font-weight gap grid-template-columns
height justify-content letter-spacing line-height list-style list-style-type margin margin-bottom margin-left margin-right
margin-top max-height max-width min-height min-width opacity overflow overflow-x overflow-y padding padding-bottom
padding-left padding-right padding-top row-gap table-layout text-align text-decoration text-indent text-transform
vertical-align white-space width word-break word-wrap`)

// cleanStyle keeps the declarations that stay within their element and load
// nothing.
func cleanStyle(style string) string {
	var kept []string
	for declaration := range strings.SplitSeq(style, ";") {
		property, value, ok := strings.Cut(declaration, ":")
		property, value = strings.ToLower(strings.TrimSpace(property)), strings.TrimSpace(value)
		if !ok || !slices.Contains(allowedStyles, property) || strings.ContainsAny(value, `\<>{}@`) {
			continue
		}
		if call := strings.ToLower(value); strings.Contains(call, "url") || strings.Contains(call, "expression") || strings.Contains(call, "image") {
			continue
		}
		kept = append(kept, property+": "+value)
	}
	return strings.Join(kept, "; ")
}

// image puts the content of an image into the page. One that is elsewhere in
// the world becomes a link to it, since the page loads nothing.
func (c cleaner) image(n *html.Node) {
	src := attribute(n, "src")
	inline, ok := c.images.inline(src)
	switch {
	case ok:
	case c.trusted:
		inline = src
	default:
		replace(n, link(src, attribute(n, "alt")))
		return
	}
	if !c.trusted {
		c.attributes(n)
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "src" || a.Key == "srcset" })
	n.Attr = append(n.Attr, html.Attribute{Key: "src", Val: inline})
}

func link(address, text string) *html.Node {
	if text == "" {
		text = address
	}
	if !isLink(address) {
		return &html.Node{Type: html.TextNode, Data: "[" + text + "]"}
	}
	a := &html.Node{Type: html.ElementNode, Data: "a", DataAtom: atom.A, Attr: []html.Attribute{{Key: "href", Val: address}}}
	a.AppendChild(&html.Node{Type: html.TextNode, Data: text})
	return a
}

// drawing makes an image of an SVG element: scripts in images do not run.
func drawing(svg *html.Node) *html.Node {
	svg.Attr = slices.DeleteFunc(svg.Attr, func(a html.Attribute) bool {
		return a.Key == "xmlns" || a.Namespace == "xmlns" || strings.HasPrefix(a.Key, "xmlns:")
	})
	svg.Attr = append(svg.Attr, html.Attribute{Key: "xmlns", Val: "http://www.w3.org/2000/svg"}, html.Attribute{Key: "xmlns:xlink", Val: "http://www.w3.org/1999/xlink"})
	var b bytes.Buffer
	html.Render(&b, svg) // into memory
	src := "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(b.Bytes())
	return &html.Node{Type: html.ElementNode, Data: "img", DataAtom: atom.Img, Attr: []html.Attribute{
		{Key: "alt", Val: attribute(svg, "aria-label")}, {Key: "src", Val: src},
	}}
}

func replace(old, by *html.Node) {
	old.Parent.InsertBefore(by, old)
	old.Parent.RemoveChild(old)
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}
