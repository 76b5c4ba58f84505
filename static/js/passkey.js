// Asks the device for a passkey, or for proof of one; the form that waits for its answer then goes as any other.
(() => {
  "use strict";

  if (!window.PublicKeyCredential) return;

  const bytes = (text) => {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (character) => character.charCodeAt(0));
  };
  const text = (buffer) => {
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };
  const withBytes = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));

  // What the device says, as the server reads it.
  const written = (credential) => {
    const answer = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) answer[name] = text(credential.response[name]);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: answer,
    });
  };

  const make = ({ publicKey }) => navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: withBytes(publicKey.excludeCredentials),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    },
  });

  const ask = ({ publicKey }) => navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      allowCredentials: withBytes(publicKey.allowCredentials),
    },
  });

  const question = async (form) => {
    if (form.dataset.bkOptions) return JSON.parse(form.dataset.bkOptions);
    const answer = await fetch(form.dataset.bkOptionsAt, { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options;
  };

  for (const missing of document.querySelectorAll("[data-bk-passkey-missing]")) missing.hidden = true;

  for (const form of document.querySelectorAll("form[data-bk-passkey]")) {
    const failed = form.querySelector("[data-bk-passkey-failed]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.hidden = true;
      try {
        const options = await question(form);
        form.elements.credential.value = written(await (form.dataset.bkPasskey === "make" ? make : ask)(options));
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  }
})();
