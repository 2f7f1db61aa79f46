SELECT secret_check FROM installation
