package display

import "testing"

// A chart says itself how it is shown, or fails to.
type chart struct{ fails bool }

func (c *chart) MIMEBundle() map[string][]byte {
	if c.fails {
		panic("no form")
	}
	return map[string][]byte{"application/x-chart": []byte("{}"), plainText: []byte("a chart")}
}

func TestOwnBundle(t *testing.T) {
	if b := Bundle(&chart{}); len(b.Data) != 2 || string(b.Data["application/x-chart"]) != "{}" {
		t.Errorf("shown as %v", b.Data)
	}
	for _, c := range []*chart{{fails: true}, nil} {
		if b := Bundle(c); len(b.Data) != 1 || len(b.Data[plainText]) == 0 {
			t.Errorf("without a form it is shown as %v", b.Data)
		}
	}
}
