"""
The book in other languages: its messages, their catalogues, and the translated copy of the book.

English stands in the sources. What a reader can read of them is found as messages; a catalogue
(`locales/LL/NAME.po`) holds what each is in another language. `make messages` brings the catalogues
up to date; `make book` writes from them a translated copy of the repository, in which the same
tools work as here. docs/decisions/0023-one-source-many-languages.md says why.
"""
