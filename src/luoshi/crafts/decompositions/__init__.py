"""The 任务分解表: what a reading found, as a spreadsheet to work in and as a document to issue."""
