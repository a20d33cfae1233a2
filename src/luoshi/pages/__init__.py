"""What people see: views, forms and templates side by side, one package a column."""
