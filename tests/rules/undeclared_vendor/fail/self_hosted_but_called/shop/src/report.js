fetch("https://o1.ingest.sentry.io/api/2/envelope/", {method: "POST"});
