// Empty: lets the compiler accept the declarations without body in runtime_linux_amd64.go.
