// Opens the first of the reader's languages that the campaign speaks; without scripts the page offers them all.
(function () {
  document.addEventListener("DOMContentLoaded", function () {
    var spoken = document.body.dataset.languages.split(" ");
    var wanted = (navigator.languages || [navigator.language]).map(function (tag) {
      return tag.toLowerCase().split("-")[0];
    });
    var found = wanted.find(function (code) { return spoken.indexOf(code) >= 0; });
    if (found) location.replace(found + "/");
  });
})();
