const orders = await fetch("https://api.formpigeon.net/v1/forms");
