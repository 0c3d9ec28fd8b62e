package display

import (
	"encoding/json"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/gonum/mat"
)

type base struct {
	ID    int `json:"id"`
	inner int
}

type record struct {
	base
	Name    string    `json:"name,omitempty"`
	When    time.Time `json:"when,omitzero"`
	Secret  string    `json:"-"`
	Values  []float64 `json:"values"`
	Next    *record   `json:"next,omitempty"`
	Any     any
	Raw     []byte
	private int
}

// What is written must be what package encoding/json writes.
func TestJSONIsThatOfTheStandardLibrary(t *testing.T) {
	for _, v := range []any{
		nil, true, -3, uint8(7), 2.5, 1e300, float32(0.1), "a\"\n\\é\u2028\x00", []byte("bytes"), []int(nil), [2]int{1, 2},
		map[string]int{"b": 1, "a": 2}, map[int]string{2: "x", 10: "y"}, big.NewInt(1 << 40), time.Unix(0, 0).UTC(),
		record{}, &record{base: base{ID: 3}, Name: "x", When: time.Unix(5, 0).UTC(), Values: []float64{1}, Next: &record{Any: []any{1, "x", nil}}, Raw: []byte{0, 1}},
		[]any{map[string]any{}, []string{}}, json.RawMessage(`{"a":[1,2]}`), struct{ X *int }{},
	} {
		b := jsonBundle(v)
		want, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var got, wanted any
		if isText(v) {
			continue // a text is taken to be JSON
		}
		if err := json.Unmarshal(b.Data[jsonData], &got); err != nil {
			t.Errorf("%T: %v in %s", v, err, b.Data[jsonData])
			continue
		}
		json.Unmarshal(want, &wanted)
		if Text(got) != Text(wanted) {
			t.Errorf("%T: got %s, want %s", v, b.Data[jsonData], want)
		}
	}
}

func isText(v any) bool {
	switch v.(type) {
	case string, []byte, json.RawMessage:
		return true
	}
	return false
}

func TestJSONOfNumbersThatItDoesNotHave(t *testing.T) {
	for _, test := range []struct {
		value any
		want  string
	}{
		{[]float64{1, math.NaN(), math.Inf(1)}, "[1,null,null]"},
		{mat.NewDense(2, 2, []float64{1, 2, 3, math.NaN()}), "[[1,2],[3,null]]"},
		{map[float64]string{0.5: "x"}, `{"0.5":"x"}`},
	} {
		if got := string(jsonBundle(test.value).Data[jsonData]); got != test.want {
			t.Errorf("%T: got %s, want %s", test.value, got, test.want)
		}
	}
}

func TestValuesWithoutJSON(t *testing.T) {
	loop := map[string]any{}
	loop["self"] = loop
	for _, test := range []struct {
		value any
		want  string // in the text
	}{
		{`{"a": }`, `line 1 of the JSON: a value should come, not "}"`},
		{"{\"a\": 1,\n2}", `line 2 of the JSON: a name in quotes should come, not "2}"`},
		{`[1, 2`, "the JSON ends where a comma or ] should come"},
		{`[01]`, "a number as JSON writes it"},
		{`"\x"`, "the escapes of JSON"},
		{`1 2`, "the end should come"},
		{func() {}, "JSON has no form for func()"},
		{map[[2]int]int{{1, 2}: 3}, "no form for keys of the type [2]int"},
		{loop, "nested too deeply, or holds itself"},
		{badJSON{}, "a method of it panicked: no JSON"},
	} {
		b := jsonBundle(test.value)
		if text := string(b.Data[plainText]); len(b.Data) != 1 || !strings.Contains(text, test.want) {
			t.Errorf("%T: %q is not in\n%s", test.value, test.want, text)
		}
	}
}

type badJSON struct{}

func (badJSON) MarshalJSON() ([]byte, error) { panic("no JSON") }

func TestJSONIsLaidOut(t *testing.T) {
	long := strings.Repeat("x", 60)
	got := layOutJSON(`{"a":[1,2,{"b":true}],"text":"`+long+`","more":["`+long+`","`+long+`"],"none":{}}`, "")
	want := "{\n  \"a\": [1, 2, {\"b\": true}],\n  \"text\": \"" + long + "\",\n  \"more\": [\n    \"" + long + "\",\n    \"" + long + "\"\n  ],\n  \"none\": {}\n}"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := string(jsonBundle(make([]string, 10_000)).Data[plainText]); strings.Count(got, "\n") != maxJSONLines || !strings.HasSuffix(got, "more lines") {
		t.Errorf("a long list: %.100s … %s", got, got[len(got)-30:])
	}
}

func TestVega(t *testing.T) {
	for _, test := range []struct {
		spec       any
		alt        string
		mime, want string
		text       string
	}{
		{`{"mark": "bar"}`, "", vegaLite, `{"$schema": "` + vegaLiteName + `", "description": "chart (Vega-Lite)", "mark": "bar"}`, "chart (Vega-Lite)"},
		{`{"mark": "bar"}`, "bars", vegaLite, `{"$schema": "` + vegaLiteName + `", "description": "bars", "mark": "bar"}`, "bars"},
		{map[string]string{"description": "dots"}, "", vegaLite, `{"$schema": "` + vegaLiteName + `", "description":"dots"}`, "dots"},
		{`{"$schema": "https://vega.github.io/schema/vega/v5.json", "title": "a \"b\" \u00e9"}`, "", vegaChart,
			`{"description": "a \"b\" é", "$schema": "https://vega.github.io/schema/vega/v5.json", "title": "a \"b\" \u00e9"}`, `a "b" é`},
		{"{}", "", vegaLite, `{"$schema": "` + vegaLiteName + `", "description": "chart (Vega-Lite)"}`, "chart (Vega-Lite)"},
		{"[]", "", "", "", "\"[]\"\n(it is no specification of a chart: line 1 of the JSON: an object, which begins with { should come, not \"[]\")"},
	} {
		b := vegaBundle(test.spec, strings.Fields(test.alt))
		if test.mime != "" && string(b.Data[test.mime]) != test.want || string(b.Data[plainText]) != test.text {
			t.Errorf("%v:\ngot  %s: %s\nwant %s: %s", test.spec, b.Data[test.mime], b.Data[plainText], test.want, test.text)
		}
		if test.mime != "" && !json.Valid(b.Data[test.mime]) {
			t.Errorf("not JSON: %s", b.Data[test.mime])
		}
	}
}

// The reader must accept what encoding/json accepts, and nothing else.
func FuzzJSON(f *testing.F) {
	for _, text := range []string{"", "{}", `{"a":[1,-0.5e+3,"\u00e9\ud83d\ude00\\"],"b":null}`, "[1,]", `"\ud83d"`, "01", "nul", " true ", "{\"a\"1}", "\"\x01\""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 10_000 {
			return
		}
		got, want := validJSON(text) == nil, json.Valid([]byte(text))
		if got != want && strings.Count(text, "[")+strings.Count(text, "{") < maxJSONDepth {
			t.Fatalf("%q: accepted %v, by encoding/json %v", text, got, want)
		}
		if got && !json.Valid([]byte(layOutJSON(text, ""))) {
			t.Fatalf("%q is laid out as %q", text, layOutJSON(text, ""))
		}
		var wanted string
		if decoded, ok := unquoteJSON(strings.TrimSpace(text)); got && ok && json.Unmarshal([]byte(text), &wanted) == nil && strings.ToValidUTF8(decoded, "\uFFFD") != wanted && strings.ToValidUTF8(text, "") == text {
			t.Fatalf("%q is read as %q, want %q", text, decoded, wanted)
		}
	})
}
