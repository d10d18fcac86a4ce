"""XLSX, ODS, XLS and CSV, in and out."""
