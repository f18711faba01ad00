// Light and dark, back to top, copying and sharing texts. Nothing is sent anywhere by this script.
(function () {
  var body = document.body;

  // Light and dark: Material's switch, its choice kept in this browser under Material's own key.
  var form = document.querySelector("[data-md-component=palette]");
  var inputs = form ? Array.from(form.querySelectorAll("input")) : [];

  function paint(index) {
    ["scheme", "primary", "accent"].forEach(function (name) {
      body.dataset["mdColor" + name[0].toUpperCase() + name.slice(1)] = inputs[index].getAttribute("data-md-color-" + name);
    });
    inputs.forEach(function (input, position) {
      var label = input.nextElementSibling;
      if (label) label.hidden = position !== index;
    });
  }

  function remember(index) {
    var color = {};
    Array.from(inputs[index].attributes).forEach(function (attribute) {
      if (attribute.name.indexOf("data-md-color-") === 0) color[attribute.name.slice(14)] = attribute.value;
    });
    try { __md_set("__palette", { index: index, color: color }); } catch (refused) { /* private browsing */ }
  }

  if (inputs.length) {
    var kept = null;
    try { kept = __md_get("__palette"); } catch (refused) { /* private browsing */ }
    var dark = matchMedia("(prefers-color-scheme: dark)").matches ? inputs.length - 1 : 0;
    paint(kept && inputs[kept.index] ? kept.index : dark);
    inputs.forEach(function (input, index) {
      input.addEventListener("change", function () { paint(index); remember(index); });
    });
  }

  // Back to top, once there is something to go back from.
  var top = document.querySelector("[data-md-component=top]");
  if (top) {
    addEventListener("scroll", function () { top.hidden = scrollY < innerHeight; }, { passive: true });
    top.addEventListener("click", function () { scrollTo({ top: 0 }); });
  }

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
