package check

import (
	"slices"

	"github.com/gonabla/nabla/kernel/session/scope"
)

// orderVars puts the variables into the order in which they get their values. Where
// there are no statements between them that is Go's order: always the first one that
// needs none of those that are left, or, in a circle, the first one. Else a variable
// only moves before those that need it, and everything keeps the order of the text.
func (k *checker) orderVars() {
	needs := k.neededItems()
	if !slices.ContainsFunc(k.items, func(it *item) bool { return !it.spec }) {
		k.items = inGoOrder(k.items, needs)
		return
	}
	var order []*item
	placed := map[*item]bool{}
	var place func(*item)
	place = func(it *item) {
		if placed[it] {
			return
		}
		placed[it] = true
		for _, other := range needs[it] {
			place(other)
		}
		order = append(order, it)
	}
	for _, it := range k.items {
		place(it)
	}
	k.items = order
}

// inGoOrder takes always the first item that needs none of those that are left.
func inGoOrder(items []*item, needs map[*item][]*item) []*item {
	left, placed := slices.Clone(items), map[*item]bool{}
	var order []*item
	for len(left) > 0 {
		ready := max(0, slices.IndexFunc(left, func(it *item) bool {
			return !slices.ContainsFunc(needs[it], func(other *item) bool { return !placed[other] })
		}))
		order, placed[left[ready]] = append(order, left[ready]), true
		left = slices.Delete(left, ready, ready+1)
	}
	return order
}

// neededItems lists for each variable those that its value needs.
func (k *checker) neededItems() map[*item][]*item {
	needed := map[*item][]*item{}
	for _, it := range k.items {
		if !it.spec {
			continue
		}
		names := k.needs(it.uses)
		for _, name := range it.names {
			delete(names, name) // another variable of the name
		}
		delete(names, "_")
		for _, other := range k.items {
			if other.spec && other != it && slices.ContainsFunc(other.names, func(n string) bool { return names[n] }) {
				needed[it] = append(needed[it], other)
			}
		}
	}
	return needed
}

// needs returns the names that uses leads to through functions of the cell.
func (k *checker) needs(uses []string) map[string]bool {
	found := map[string]bool{}
	todo := slices.Clone(uses)
	for len(todo) > 0 {
		name := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if found[name] {
			continue
		}
		found[name] = true
		for _, d := range k.defs {
			if d.Name == name && d.Kind == scope.Func || d.Kind == scope.Method && d.Receiver() == name {
				todo = append(todo, d.Uses...)
			}
		}
	}
	return found
}
