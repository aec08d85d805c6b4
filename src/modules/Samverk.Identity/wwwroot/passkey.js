// The one thing that a page cannot do by itself: ask the browser for a passkey. Without it, people sign in by password.
"use strict";

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) continue;
  form.hidden = false;
  const credential = form.querySelector('input[name$=".Credential"]');
  form.addEventListener("submit", async (event) => {
    if (credential.value) return;
    event.preventDefault();
    const options = JSON.parse(form.dataset.options);
    try {
      const made = form.dataset.passkey === "get"
        ? await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
        : await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
      credential.value = JSON.stringify(made.toJSON());
      form.submit();
    } catch (stopped) {
      // Closed by the person, or no fitting key: the page stays as it is, and the password form with it.
      if (!(stopped instanceof DOMException)) throw stopped;
    }
  });
}
