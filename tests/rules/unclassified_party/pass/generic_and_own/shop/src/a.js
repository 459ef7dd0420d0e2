fetch("http://localhost:3000/x"); fetch("https://api.example.com"); fetch("https://api.cornerbakery.com");
