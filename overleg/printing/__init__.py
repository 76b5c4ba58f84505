"""What goes on paper: an agenda and a list as data, and the typesetter that makes a PDF of them."""
