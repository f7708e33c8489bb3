import { Outlet, Scripts } from "react-router";

export default function App() {
  return (
    <html lang="en">
      <head>
        <title>React Router</title>
      </head>
      <body>
        <Outlet />
        <Scripts />
      </body>
    </html>
  );
}
