// Asks for all flags with OpenFeature's own web SDK and OFREP provider; nothing but address and key is changed.
// node openfeature.mjs HOST SECRET_KEY TARGETING_KEY; the last line of the output is what the SDK says, as JSON.
import {OpenFeature} from '@openfeature/web-sdk';
import {OFREPWebProvider} from '@openfeature/ofrep-web-provider';

const [baseUrl, secretKey, targetingKey] = process.argv.slice(2);
const theDefault = {theCodes: 'default'};

/** The SDK with a provider of its own, and the status of each of its calls. */
async function connect(domain, key, context, options = {}) {
  const statuses = [];
  const fetchImplementation = async (...call) => {
    const response = await fetch(...call);
    statuses.push(response.status);
    return response;
  };
  await OpenFeature.setContext(domain, context);
  const provider = new OFREPWebProvider({
    baseUrl, headers: [['X-API-Key', key]], cacheMode: 'disabled', fetchImplementation, ...options
  });
  let refused;
  await OpenFeature.setProviderAndWait(domain, provider).catch(error => { refused = error; });
  return {client: OpenFeature.getClient(domain), statuses, refused};
}

const {client, statuses} =
  await connect('right', secretKey, {targetingKey}, {pollInterval: 500, changeDetection: 'polling'});
const seen = {
  offer: client.getObjectDetails('checkout/top', theDefault),
  heldOut: client.getObjectDetails('half', theDefault),
  notAddressed: client.getObjectDetails('home-banner', theDefault),
  mismatch: client.getBooleanDetails('checkout/top', true),
  unknown: client.getBooleanDetails('nowhere', true)
};
for (const end = Date.now() + 20000; statuses.length < 2 && Date.now() < end;) {
  await new Promise(resolve => setTimeout(resolve, 50));
}
seen.statuses = statuses.slice(0, 2);
const nobody = await connect('nobody', secretKey, {});
seen.withoutTargetingKey = {
  statuses: nobody.statuses, refused: nobody.refused?.code, flag: nobody.client.getObjectDetails('checkout/top', theDefault)
};
const stranger = await connect('stranger', 'sk_wrong_0123456789abcdef', {targetingKey});
seen.withWrongKey = {refused: stranger.refused?.code, flag: stranger.client.getObjectDetails('checkout/top', theDefault)};
console.log(JSON.stringify(seen));
await OpenFeature.close();
