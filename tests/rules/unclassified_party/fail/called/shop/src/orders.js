fetch("https://api.ovenwatch.net/v1/orders", {method: "POST"});
fetch("https://eu.ovenwatch.net/v1");
