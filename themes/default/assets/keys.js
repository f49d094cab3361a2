// The key / opens the search from any page, unless the reader has switched it off
// there or is typing.
(() => {
  const {search} = document.currentScript.dataset;
  const off = () => { try { return localStorage.getItem("journal-slash") === "off"; } catch { return false; } };
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || off()) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    const field = document.getElementById("q");
    if (field) field.select();
    else location.assign(search + "#q");
  });
})();
