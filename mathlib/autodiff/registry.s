// Empty: a file of assembly lets registry.go declare runtime.findObject
// without a body.
