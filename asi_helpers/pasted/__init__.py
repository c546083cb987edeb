"""Reading tables as people paste them: out of SPSS, jamovi, JASP, R, Stata, articles and theses."""

from .reader import Pasted, read_pasted

__all__ = ["Pasted", "read_pasted"]
