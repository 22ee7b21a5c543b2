// An OpenID Connect provider that keeps accounts for a trust: npm's oidc-provider, with the claims that Google and
// Microsoft put into their tokens. argv: port, redirect address, path of a JSON file of its people.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(`${process.env.PROVIDER_PACKAGES}/`);
const { default: Provider } = await import(pathToFileURL(require.resolve('oidc-provider')));
const [port, redirect, peopleFile] = process.argv.slice(2);
const people = () => JSON.parse(readFileSync(peopleFile, 'utf8'));

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: 'schoolgate', client_secret: 'only-for-tests', redirect_uris: [redirect],
    response_types: ['code'], grant_types: ['authorization_code'], token_endpoint_auth_method: 'client_secret_post',
  }],
  pkce: { required: () => true },
  acrValues: ['phr', 'urn:example:password'],
  claims: { openid: ['sub', 'hd', 'tid', 'amr', 'acr'], email: ['email', 'email_verified', 'preferred_username'] },
  conformIdTokenClaims: false, // all claims stand in the signed token, as Google's and Microsoft's do
  findAccount: (_context, id) => people()[id] && { accountId: id, claims: async () => ({ sub: id, ...people()[id] }) },
  cookies: { keys: ['only-for-tests'] },
  features: { devInteractions: { enabled: true } },
  ttl: { AccessToken: 60, IdToken: 60, AuthorizationCode: 60, Interaction: 60, Session: 60, Grant: 60 },
});
// Its own form of signing in says nothing of how somebody showed who they are; the file of people does.
const finished = provider.interactionFinished.bind(provider);
provider.interactionFinished = (request, response, result, options) => {
  if (result.login) {
    result.login.amr = people()[result.login.accountId]?.amr;
    result.login.acr = people()[result.login.accountId]?.acr;
  }
  return finished(request, response, result, options);
};
provider.listen(Number(port), '127.0.0.1');
