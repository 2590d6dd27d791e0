"""Tables from people's spreadsheets, and spreadsheets for people.

Reading. A form takes the file by `fields.SheetField`; once it is valid, `form.sheet.table` is a
`tables.Table` of cleaned cells. Or `reading.read(content)` straight away; it raises
`refusals.BadSheet`, which `words.sentence(error)` words. The file is never kept on the disk: from
the upload to the last step the table travels in a hidden field, `table.packed()` and
`Table.unpacked(text)`, and everything is judged again there.

Columns. `columns.header_of(table, FIELDS)` says which row is the header, `columns.mapped(row,
FIELDS)` which column holds which field; FIELDS names each field's header words in all languages.
`cell_of(row, "arrival")` is then a cell, "" where no column holds it; `values.read_date(cell)`,
`values.read_count(cell)` and `values.latin_digits(text)` understand what people type.

Previews. `drafts.Draft.of(table, FIELDS)` holds what a person chooses and types over cells on the
preview; `drafts.answered(draft, request.form, FIELDS)` takes that in, `templates/parts/sheets.html`
shows it. See `visits/history/views.py`.

Writing. `writing.workbook([Sheet(title, headers, rows)])` and `writing.csv_file(headers, rows)`
give bytes in which no text ever becomes a formula; read again they hold the same values.
`visits.kit.downloads.download(content, "roster-2026-004.xlsx")` answers with them.
"""
