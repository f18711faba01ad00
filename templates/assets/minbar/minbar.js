// Light and dark, back to top, copying and sharing texts. Nothing is sent anywhere by this script.
(function () {
  var body = document.body;

  // Light and dark: the page's head has read the choice already; this is the switch.
  var scheme = document.querySelector("[data-mb-scheme]");

  function name() {
    var label = body.dataset.mdColorScheme === "slate" ? scheme.dataset.mbLight : scheme.dataset.mbDark;
    scheme.title = label;
    scheme.setAttribute("aria-label", label);
  }

  if (scheme) {
    scheme.hidden = false;
    name();
    scheme.addEventListener("click", function () {
      body.dataset.mdColorScheme = body.dataset.mdColorScheme === "slate" ? "default" : "slate";
      try { localStorage.setItem("minbar.scheme", body.dataset.mdColorScheme); } catch (refused) { /* private browsing */ }
      name();
    });
  }

  // The menu's label opens the drawer by itself; from a keyboard it needs help, and so does who cannot see it.
  var drawer = document.getElementById("__drawer");
  var opener = document.querySelector("label[role=button]");
  if (drawer && opener) {
    var tell = function () { opener.setAttribute("aria-expanded", drawer.checked); };
    tell();
    drawer.addEventListener("change", tell);
    opener.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      opener.click();
      if (drawer.checked) document.querySelector(".mb-menu a").focus();
    });
    addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !drawer.checked) return;
      drawer.click();
      opener.focus();
    });
  }

  // Back to top, once there is something to go back from.
  var top = document.querySelector(".md-top");
  if (top) {
    addEventListener("scroll", function () { top.hidden = scrollY < innerHeight; }, { passive: true });
    top.addEventListener("click", function () { scrollTo({ top: 0 }); });
  }

  // An address that names a fold opens it: browsers open only what lies around the named.
  function unfold() {
    var named = document.getElementById(location.hash.slice(1));
    if (named && named.tagName === "DETAILS") named.open = true;
  }
  addEventListener("hashchange", unfold);
  unfold();

  // Copying and sharing.
  function textOf(button) {
    var node = button.closest(".mb-post__row").previousElementSibling;
    while (node && !node.matches("[data-mb-text]")) node = node.querySelector("[data-mb-text]") || node.previousElementSibling;
    return node ? node.innerText.trim() : "";
  }

  function say(button, words) {
    if (!words) return;
    var before = button.textContent;
    button.textContent = words;
    setTimeout(function () { button.textContent = before; }, 2500);
  }

  document.addEventListener("click", function (event) {
    var copy = event.target.closest("[data-mb-copy]");
    var share = event.target.closest("[data-mb-share]");
    if (copy) {
      (navigator.clipboard ? navigator.clipboard.writeText(textOf(copy)) : Promise.reject()).then(
        function () { say(copy, copy.dataset.mbDone); },
        function () { say(copy, copy.dataset.mbFailed); }
      );
    }
    if (share) navigator.share({ text: textOf(share) }).catch(function () { /* the reader changed their mind */ });
  });

  if (navigator.share) {
    document.querySelectorAll("[data-mb-share]").forEach(function (button) { button.hidden = false; });
  }
})();
