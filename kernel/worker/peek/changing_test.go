//go:build !race

package peek

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
)

// Values may be looked at while goroutines change them without any lock: that is
// the purpose, and what the race detector would complain of.
func TestChanging(t *testing.T) {
	type all struct {
		m map[int]string
		s []string
		i any
		p *node
	}
	v := all{m: map[int]string{}}
	var stop atomic.Bool
	var group sync.WaitGroup
	group.Go(func() {
		for n := 0; !stop.Load(); n++ {
			v.m[n] = fmt.Sprint(n)
			delete(v.m, n-1000)
			if n%5000 == 0 {
				v.m = map[int]string{}
			}
			v.s = append(v.s[:min(len(v.s), 50)], fmt.Sprint(n))
			v.p = &node{v.p, n}
			if n%100 == 0 {
				v.p = nil
			}
			switch n % 3 {
			case 0:
				v.i = n
			case 1:
				v.i = v.s
			case 2:
				v.i = v.p
			}
		}
	})
	for range 200 {
		Describe(of(&v), anywhere)
		Copy(of(&v), anywhere, 1<<16)
		if children, err := Find(of(&v), []string{"m"}, anywhere); err == nil {
			for _, c := range children {
				c.Describe(anywhere)
			}
		}
	}
	stop.Store(true)
	group.Wait()
}

func BenchmarkDescribe(b *testing.B) {
	v := map[string][]point{"a": make([]point, 20), "b": make([]point, 1000)}
	for b.Loop() {
		Describe(of(&v), anywhere)
	}
}
