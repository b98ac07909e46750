System.Console.WriteLine("SrcGenJit");
