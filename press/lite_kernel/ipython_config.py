"""Settings of IPython in the in-browser Jupyter."""

c = get_config()  # noqa: F821  IPython's own
c.InteractiveShellApp.extensions = ["book_kernel"]
