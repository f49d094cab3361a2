// Reloads the page when there is a new version of the site. The stream is closed
// while nobody looks: browsers allow only a few at a time, and the next tab would
// wait for ever.
(function () {
  "use strict";
  var version = document.currentScript.dataset.version;
  var stream = null;
  function listen() {
    stream = new EventSource("/_events");
    stream.onmessage = function (event) {
      if (event.data !== version) {
        location.reload();
      }
    };
  }
  function look() {
    if (document.hidden && stream) {
      stream.close();
      stream = null;
    } else if (!document.hidden && !stream) {
      listen();
    }
  }
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", function () {
    if (stream) {
      stream.close();
      stream = null;
    }
  });
  addEventListener("pageshow", look);
  look();
})();
