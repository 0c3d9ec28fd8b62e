package mathlib

// A PreparedField is a function with several results, prepared like a
// [Prepared]: from the second call on, its methods allocate nothing unless f
// does or meets a kink. Results are valid until its next call; one goroutine
// uses it at a time.
type PreparedField struct {
	prepared
	jacobian    Matrix
	jacobianVec Vector
	vecJacobian Vector
}

// PrepareField prepares f for being differentiated at points with n
// coordinates.
func PrepareField[F Field](f F, n int) *PreparedField {
	p := &PreparedField{prepared: prepare("PrepareField", f, n)}
	p.vecJacobian = newVector(make([]float64, n))
	return p
}

// Value returns f(x).
func (p *PreparedField) Value(x []float64) []float64 {
	p.out = p.fn.plain(p.at("PreparedField.Value", x), p.out[:0])
	return p.out
}

// Jacobian is [Jacobian].
func (p *PreparedField) Jacobian(x []float64) Matrix {
	p.fn.jacobian(&p.out, &p.jacobian, p.at("PreparedField.Jacobian", x))
	return p.jacobian
}

// ValueAndJacobian is [ValueAndJacobian].
func (p *PreparedField) ValueAndJacobian(x []float64) ([]float64, Matrix) {
	p.fn.jacobian(&p.out, &p.jacobian, p.at("PreparedField.ValueAndJacobian", x))
	return p.out, p.jacobian
}

// JacobianVec is [JacobianVec].
func (p *PreparedField) JacobianVec(x, v []float64) Vector {
	p.out = p.fn.jacobianVec(p.out, &p.jacobianVec, p.at("PreparedField.JacobianVec", x), p.along(v))
	return p.jacobianVec
}

// VecJacobian is [VecJacobian].
func (p *PreparedField) VecJacobian(w, x []float64) Vector {
	at := p.at("PreparedField.VecJacobian", x)
	p.fn.checkNumbers("w", w)
	p.out = p.fn.vecJacobian(p.out, &p.vecJacobian, w, at)
	return p.vecJacobian
}
