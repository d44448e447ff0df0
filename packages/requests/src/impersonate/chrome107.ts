/**
 * The headers of Chrome 107.0.5304.107 on Windows 10. Facts from the signature tests of lexiforest/curl-impersonate (MIT),
 * chrome_107.0.5304.107_win10; their order in a `fetch` is that of captures of its contemporaries.
 */
export const chrome107 = {
  'sec-ch-ua': '"Google Chrome";v="107", "Chromium";v="107", "Not=A?Brand";v="24"',
  'sec-ch-ua-mobile': '?0',
  'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/107.0.0.0 Safari/537.36',
  'sec-ch-ua-platform': '"Windows"',
  accept: '*/*',
  origin: '',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
  referer: '',
  'accept-encoding': 'gzip, deflate, br',
  'accept-language': 'en-US,en;q=0.9',
} as const;
