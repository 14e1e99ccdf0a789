/* Search in a folder opened by double click: there a browser starts no worker from a file, so the worker of the
   theme is started from its text, which search/worker.js holds. On a server this does nothing. */
"use strict";

if (location.protocol === "file:") {
  const fromServer = window.Worker;
  const here = document.currentScript.src;

  window.Worker = class extends EventTarget {
    #waiting = [];
    #worker = null;

    constructor() {
      super();
      const script = document.createElement("script");
      script.src = new URL("../search/worker.js", here).href;
      script.addEventListener("load", () => this.#start(window.fasailSearchWorker));
      document.head.append(script);
    }

    #start(text) {
      this.#worker = new fromServer(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
      this.#worker.addEventListener("message", ({ data }) => this.dispatchEvent(new MessageEvent("message", { data })));
      for (const message of this.#waiting) this.#worker.postMessage(message);
    }

    /** Hand a message on, or keep it until the worker is there. */
    postMessage(message) {
      if (this.#worker) this.#worker.postMessage(message);
      else this.#waiting.push(message);
    }
  };
}
