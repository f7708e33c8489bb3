// A fetch that lets one see what goes over the wire. The bodies are read as copies; the caller's answer is untouched.

/** `heard` gets each exchange that `fetch` makes: request, and status, headers and body of its answer. */
export function recordingFetch(fetch, heard) {
  return async (url, init) => {
    const response = await fetch(url, init);
    const answer = response.clone();
    heard({
      method: init.method,
      url: String(url),
      headers: [...new Headers(init.headers)],
      body: typeof init.body === "string" ? init.body : undefined,
      answer: { status: answer.status, headers: [...answer.headers], body: await answer.text() },
    });
    return response;
  };
}
