import { Analytics } from "@segment/analytics-node";

const analytics = new Analytics({ writeKey: process.env.SEGMENT_WRITE_KEY });

export function step(customer, name) {
  analytics.track({ userId: customer.email, event: name });
}
