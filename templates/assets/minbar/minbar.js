// Copying and sharing texts. Nothing is sent anywhere by this script.
(function () {
  function textOf(button) {
    var scope = button.closest(".mb-post__row");
    var node = scope && scope.previousElementSibling;
    while (node && !node.matches("[data-mb-text]") && !node.querySelector("[data-mb-text]")) node = node.previousElementSibling;
    if (!node) return "";
    return (node.matches("[data-mb-text]") ? node : node.querySelector("[data-mb-text]")).innerText.trim();
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
    if (share) navigator.share({ text: textOf(share) }).catch(function () {});
  });

  if (navigator.share) {
    document.querySelectorAll("[data-mb-share]").forEach(function (button) { button.hidden = false; });
  }
})();
