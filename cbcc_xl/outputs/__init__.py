"""What is made of a consolidation: the summary workbook, marked copies, report.json, tables."""
