// A fetch that records requests and responses. Bodies are read as copies.

/** Calls `heard` with each request, and with the status, headers and body of its response. */
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
