// A real OpenID Connect provider on a loopback port: node provider.mjs LIBRARY PORT REDIRECT…
import { pathToFileURL } from "node:url";

const [library, port, ...redirects] = process.argv.slice(2);
const { Provider } = await import(pathToFileURL(library).href);
const client = { client_secret: "un secret assez long: +%", redirect_uris: redirects };

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    { ...client, client_id: "inventaire" },
    { ...client, client_id: "inventaire-es", id_token_signed_response_alg: "ES256" },
  ],
  jwks: {
    keys: await Promise.all([
      privateKey({ name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" }),
      privateKey({ name: "ECDSA", namedCurve: "P-256" }),
    ]),
  },
  claims: { openid: ["sub"], email: ["email"], profile: ["name"] },
  cookies: { keys: ["clé de test"] },
  pkce: { required: () => true },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@valbrume.example`, name: "Élise Noël" }),
  }),
});

async function privateKey(algorithm) {
  const { privateKey: made } = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const { key_ops, ext, ...jwk } = await crypto.subtle.exportKey("jwk", made);
  return { ...jwk, use: "sig", kid: jwk.kty };
}

provider.listen(Number(port), "127.0.0.1");
