// A fetch that records requests and responses. It reads copies of the bodies, so the caller's response stays unread.

/** Calls `heard` for each call of `fetch`, with the request, and the response's status, headers and body. */
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
