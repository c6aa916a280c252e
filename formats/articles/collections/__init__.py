"""Files that hold many articles: tables, feeds, web archives, mailboxes and ZIP archives."""
