// Sends one message of each kind with RudderStack's own library; nothing but the host is changed.
// node rudderstack.mjs HOST WRITE_KEY PREFIX, where PREFIX begins every messageId.
import Analytics from '@rudderstack/rudder-sdk-node';

const [host, writeKey, prefix] = process.argv.slice(2);
const analytics = new Analytics(writeKey, {dataPlaneUrl: host});

const userId = prefix + 'anna';
const id = kind => ({messageId: prefix + kind, timestamp: new Date('2026-03-01T12:00:00Z')});

analytics.identify({userId, traits: {country: 'DE'}, ...id('identify')});
analytics.page({userId, name: 'Shoes', properties: {url: 'https://shop.example/shoes'}, ...id('page')});
analytics.screen({userId, name: 'Cart', ...id('screen')});
analytics.group({userId, groupId: 'runners', traits: {size: 3}, ...id('group')});
analytics.alias({userId, previousId: prefix + 'browser', ...id('alias')});
analytics.track({userId, event: 'Product Viewed', properties: {product_id: 'shoes', price: 59.9, currency: 'EUR'}, ...id('view')});
analytics.track({
  userId, event: 'Order Completed', ...id('order'),
  properties: {
    order_id: prefix + 'o-1', currency: 'EUR', total: 73.4,
    products: [{product_id: 'shoes', quantity: 1, price: 59.9}, {product_id: 'socks', quantity: 3, price: 4.5}]
  }
});
// A library of long-running servers: its timers would keep this process alive.
analytics.flush().then(() => process.exit(0), error => {
  console.error('rudderstack', error);
  process.exit(1);
});
