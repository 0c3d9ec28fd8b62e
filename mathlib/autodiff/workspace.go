package autodiff

type workspace struct{}
