package lift

import (
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

// The functions of package math that the tape has under the same name, with
// Real in place of float64.
var mathRules = setOf(
	"Abs Acos Acosh Asin Asinh Atan Atan2 Atanh Cbrt Ceil Copysign Cos Cosh Dim Erf Erfc Erfcinv Erfinv Exp Exp2 " +
		"Expm1 FMA Floor Frexp Gamma Hypot Ilogb J0 J1 Jn Ldexp Lgamma Log Log10 Log1p Log2 Logb Max Min Mod Modf " +
		"Nextafter Nextafter32 Pow Remainder Round RoundToEven Sin Sincos Sinh Sqrt Tan Tanh Trunc Y0 Y1 Yn")

// The functions of package math that ask something of a value.
var mathQuestions = setOf("IsInf IsNaN Signbit")

func setOf(names string) map[string]bool {
	set := map[string]bool{}
	for _, n := range strings.Fields(names) {
		set[n] = true
	}
	return set
}

// mathCall writes the call of a function of package math.
func (w *writer) mathCall(c *call) string {
	name := c.fn.Name()
	switch {
	case !w.anyActive(c):
		return w.plainCall(c)
	case mathQuestions[name]:
		fun, _ := w.expr(c.expr.Fun)
		return fun + w.arguments(c, w.values(c.expr.Args))
	case !mathRules[name]:
		refuse(c.expr, "math.%s of a number that depends on the arguments", name)
	}
	w.refuseSeveral(c)
	var args []string
	for _, a := range c.args {
		args = append(args, w.as(a.expr, isFloat(c.parameterType(a))))
	}
	return "nabla_t." + name + w.arguments(c, args)
}

// mathValue writes the twin of a function of package math used as a value, or
// the reason why there is none.
func (l *lifter) mathValue(fn *types.Func, pos token.Pos) (text, reason string) {
	sig := fn.Type().(*types.Signature)
	if !mathRules[fn.Name()] {
		return "", "math." + fn.Name() + " as a value"
	}
	params := []string{"nabla_t *" + l.pkg() + ".Tape"}
	var args []string
	for i := range sig.Params().Len() {
		name := "nabla_" + strconv.Itoa(i)
		params = append(params, name+" "+l.liftedType(sig.Params().At(i).Type(), pos))
		args = append(args, name)
	}
	var list []string
	for i := range sig.Results().Len() {
		list = append(list, l.liftedType(sig.Results().At(i).Type(), pos))
	}
	return "func(" + strings.Join(params, ", ") + ") (" + strings.Join(list, ", ") +
		") { return nabla_t." + fn.Name() + "(" + strings.Join(args, ", ") + ") }", ""
}
