// A link to a video turns into its player when it is clicked. Nothing is asked of the video's site before.
class ClickVideo extends HTMLElement {
  connectedCallback() {
    this.querySelector("a").addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;   // the reader wants it in another tab
      event.preventDefault();
      const player = document.createElement("iframe");
      player.src = `https://www.youtube-nocookie.com/embed/${this.getAttribute("video")}?autoplay=1`;
      player.title = this.getAttribute("title");
      player.allow = "autoplay; encrypted-media; picture-in-picture; fullscreen";
      this.removeAttribute("title");
      this.replaceChildren(player);
      player.focus();
    });
  }
}
customElements.define("click-video", ClickVideo);
