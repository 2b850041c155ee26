import { createServer } from "node:net";

export const loopback = "127.0.0.1";

/** A port of the loopback interface that nobody listens on at this moment. */
export const freePort = async (): Promise<number> => (await listenOnce(0)) ?? freePort();

export const isPortFree = async (port: number): Promise<boolean> => (await listenOnce(port)) !== undefined;

const listenOnce = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, loopback, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? address?.port : undefined));
    });
  });

/** The port of the demo page: the third after the API's. */
export const pagePortOf = (apiPort: number): number => apiPort + 3;
