// For browsers from before 2018, which do not run the page at all. Written as they read it; the others never load it.
document.body.innerHTML =
  '<p>此浏览器过旧，请更新。</p><p>此瀏覽器過舊，請更新。</p>' +
  '<p>This browser is too old. Update it, or use Chrome 111, Safari 16.2, Firefox 126 or a later one.</p>';
