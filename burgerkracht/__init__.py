"""The frame: settings, addresses, headers, form look and health. It knows no initiative."""
