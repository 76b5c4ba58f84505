"""Who means harm: hostile input on every form, headers, cookies, codes, mails, files, and what keeps them out."""
