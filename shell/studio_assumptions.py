from shell.words import Words


def assumptions(t: Words) -> None: ...
