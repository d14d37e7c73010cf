"""Clean workbooks as clerks fill them, the mistakes that clerks make in them, and how well each is found."""
