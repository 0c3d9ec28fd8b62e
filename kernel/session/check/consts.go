package check

import (
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/gonabla/nabla/kernel/session/scope"
)

// constDefs makes a definition of its own of every constant of the cell, by its
// value, so that it depends on nothing but its type.
func (k *checker) constDefs(info *types.Info, pkg *types.Package) []*scope.Def {
	var defs []*scope.Def
	for id, obj := range info.Defs {
		c, ok := obj.(*types.Const)
		if !ok || c.Parent() != pkg.Scope() || !k.constNames[id.Name] {
			continue
		}
		s := newSpeller(pkg)
		text := ""
		if b, ok := c.Type().(*types.Basic); !ok || b.Info()&types.IsUntyped == 0 {
			t, ok := s.spell(c.Type())
			if !ok {
				continue
			}
			text = " " + t
			maps.Copy(k.spelled, s.imports)
		}
		kind := types.Typ[types.UntypedInt]
		if b, ok := c.Type().Underlying().(*types.Basic); ok {
			kind = b
		}
		defs = append(defs, &scope.Def{
			Name: c.Name(), Kind: scope.Const, Lead: "const ", Body: c.Name() + text + " = " + literal(c.Val(), kind),
			Uses: s.names(), Unit: k.env.Unit,
		})
	}
	slices.SortFunc(defs, func(a, b *scope.Def) int { return strings.Compare(a.Name, b.Name) })
	return defs
}

// literal writes a constant value exactly, as an expression of the same kind.
func literal(v constant.Value, kind *types.Basic) string {
	switch {
	case kind.Info()&types.IsBoolean != 0:
		return v.String()
	case kind.Info()&types.IsString != 0:
		return strconv.Quote(constant.StringVal(v))
	case kind.Kind() == types.UntypedRune:
		if n, ok := constant.Int64Val(v); ok && n >= 0 && n <= 0x10FFFF && !(0xD800 <= n && n < 0xE000) {
			return strconv.QuoteRune(rune(n))
		}
		return "'\\x00' + " + v.ExactString()
	case kind.Info()&types.IsInteger != 0:
		return constant.ToInt(v).ExactString()
	case kind.Info()&types.IsComplex != 0:
		return "complex(" + float(constant.Real(v)) + ", " + float(constant.Imag(v)) + ")"
	}
	return float(v)
}

// float writes a real constant as a quotient of floating-point literals.
func float(v constant.Value) string {
	v = constant.ToFloat(v)
	if f, ok := constant.Val(v).(*big.Float); ok {
		return f.Text('p', 0)
	}
	num, denom := constant.Num(v), constant.Denom(v)
	text := num.ExactString() + ".0"
	if constant.Compare(denom, token.NEQ, constant.MakeInt64(1)) {
		text += " / " + denom.ExactString() + ".0"
	}
	return text
}
