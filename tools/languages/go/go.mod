module example.invalid/driver

go 1.19
